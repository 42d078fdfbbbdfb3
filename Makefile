# `make` lists what there is; PYTHON= names the interpreter, PORT= the demo's port.
PYTHON ?= python3
PORT ?= 8000

# The environment's programs are called through its interpreter, so that the folder may be moved.
VENV = .venv/bin/python
# Whatever this machine's environment or .env says: SQLite under var/, never somebody's real database.
OWN = env DEBUG= SECRET_KEY= ALLOWED_HOSTS= DATABASE_URL= DATA_DIR= HTTPS= PROXIES=
MANAGE = $(OWN) $(VENV) manage.py
PIP = $(VENV) -m pip install -qq --disable-pip-version-check --require-hashes
# The tests of a file stay together: they share what is slow to make.
PYTEST = -m pytest -n 2 --dist loadfile

.PHONY: help demo test check bench format messages lock

help:  ## lists these commands
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-9s %s\n' "$$name" "$$what"; done

demo: .venv/runtime  ## serves the portal with the real editions on http://127.0.0.1:8000 (PORT=)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) demo
	@echo "The portal is on http://127.0.0.1:$(PORT)/ and Ctrl-C stops it."
	@exec $(OWN) $(VENV) -m gunicorn awardsportal.wsgi -c awardsportal/gunicorn.conf.py -b 127.0.0.1:$(PORT)

test: .venv/dev  ## runs every test on SQLite, then on a PostgreSQL of its own
	@failed=0; \
	echo "== Tests on SQLite"; $(OWN) $(VENV) $(PYTEST) || failed=1; \
	echo "== Tests on PostgreSQL"; $(OWN) $(VENV) tests/postgres.py $(VENV) $(PYTEST) || failed=1; \
	exit $$failed

check: .venv/dev  ## looks at format, lint, types, settings, migrations, templates and translations
	@echo "== Format"; $(VENV) -m ruff format --check --quiet
	@echo "== Lint"; $(VENV) -m ruff check --quiet
	@echo "== Types"; $(OWN) $(VENV) -m mypy
	@echo "== Settings"; $(MANAGE) check
	@echo "== Settings of production"; secret=$$($(VENV) -c 'import secrets; print(secrets.token_urlsafe(50))'); \
		$(OWN) SECRET_KEY="$$secret" ALLOWED_HOSTS=example.go.th $(VENV) manage.py check --deploy --fail-level WARNING
	@echo "== Migrations"; $(MANAGE) makemigrations --check --dry-run
	@echo "== Templates"; $(VENV) -m djlint templates --check --lint
	@echo "== Translations"; $(OWN) $(VENV) -m pytest -q tests/project/test_translations.py

bench: .venv/dev  ## prints how long things take on SQLite and on a PostgreSQL of its own
	@for bench in recognising directory imports; do \
		echo "== $$bench on SQLite"; $(OWN) $(VENV) -m tests.bench.$$bench; \
		echo "== $$bench on PostgreSQL"; $(OWN) $(VENV) tests/postgres.py $(VENV) -m tests.bench.$$bench; \
	done
	@echo "== searching on PostgreSQL"; $(OWN) $(VENV) tests/postgres.py $(VENV) -m tests.bench.searching

format: .venv/dev  ## formats code and templates, and mends what lint can mend
	@$(VENV) -m ruff check --fix --quiet || true
	@$(VENV) -m ruff format --quiet
	@$(VENV) -m djlint templates --reformat --quiet || true

messages: .venv/dev  ## gathers the texts to translate and compiles the Thai ones (needs gettext)
	@$(MANAGE) makemessages --locale th --add-location file --no-obsolete --ignore var --ignore tests
	@$(MANAGE) compilemessages --locale th --ignore .venv

lock: .venv/dev  ## takes the newest versions that pyproject.toml allows into requirements*.txt
	@$(VENV) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "Lock with Python 3.11: the oldest supported one needs the most packages."; exit 1; }
	@$(PIP_COMPILE) --output-file requirements.txt pyproject.toml
	@$(PIP_COMPILE) --output-file requirements-dev.txt --extra dev --constraint requirements.txt pyproject.toml
# Files of this machine's own wheel folders have other hashes than the public ones.
PIP_COMPILE = env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
	$(VENV) -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.venv/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: install it, or name it, as in: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python lacks its venv module: install it with apt-get install python3-venv"; exit 1; }
	@echo "Installing the packages into .venv ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev: .venv/runtime requirements-dev.txt
	@echo "Installing the development packages into .venv ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@
