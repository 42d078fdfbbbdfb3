"use strict";

// What may be meant, shown below a search box while it is typed. Without this the form does as well.

const PAUSE = 150;
const FEWEST_LETTERS = 2;

for (const input of document.querySelectorAll("input[data-suggestions]")) suggest(input);

function suggest(input) {
  const list = made("ul", "suggestions", { role: "listbox", id: `${input.id}-suggestions` });
  const told = made("p", "unseen", { role: "status" });
  let chosen, waiting, request;

  set(list, { "aria-label": input.labels[0].textContent });
  set(input, {
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
  });
  close();
  input.after(list, told);

  input.addEventListener("input", () => {
    stop();
    choose();
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    // While a keyboard puts letters together, its keys are its own.
    if (!event.isComposing && event.keyCode !== 229 && takes(event.key)) event.preventDefault();
  });
  input.addEventListener("blur", close);
  // With the focus the list would be gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());

  async function ask() {
    const words = input.value.trim();
    const { signal } = (request = new AbortController());
    if (words.length < FEWEST_LETTERS) return show([], "");
    try {
      const query = new URLSearchParams({ q: words });
      const response = await fetch(`${input.dataset.suggestions}?${query}`, { signal });
      const answer = response.ok ? await response.json() : { suggestions: [], told: "" };
      show(answer.suggestions, answer.told);
    } catch {
      if (!signal.aborted) show([], "");
    }
  }

  function stop() {
    clearTimeout(waiting);
    request?.abort();
  }

  function show(suggestions, words) {
    list.replaceChildren(...suggestions.map(option));
    expand(suggestions.length > 0);
    told.textContent = words;
  }

  function option({ name, kind, address, lang }, place) {
    const item = made("li", "", { role: "option", id: `${list.id}-${place}`, "aria-selected": false });
    const called = made("span", "", lang ? { lang } : {});
    const detail = made("span", "detail", {});
    called.textContent = name;
    detail.textContent = kind;
    item.append(called, " ", detail);
    item.addEventListener("click", () => {
      close();
      location.assign(address);
    });
    return item;
  }

  function close() {
    stop();
    expand(false);
    told.textContent = "";
  }

  function expand(isOpen) {
    list.hidden = !isOpen;
    set(input, { "aria-expanded": isOpen });
    choose();
  }

  function choose(item) {
    if (chosen) set(chosen, { "aria-selected": false });
    chosen = item;
    input.removeAttribute("aria-activedescendant");
    if (!item) return;
    set(item, { "aria-selected": true });
    set(input, { "aria-activedescendant": item.id });
    item.scrollIntoView({ block: "nearest" });
  }

  // Whether a key was for the list.
  function takes(key) {
    if (key === "ArrowDown" || key === "ArrowUp") return move(key === "ArrowDown");
    if (key === "Enter" && chosen) {
      chosen.click();
      return true;
    }
    const wasOpen = !list.hidden;
    if (key === "Enter" || key === "Escape") close();
    return key === "Escape" && wasOpen;
  }

  // From the box down the list and back to the box, or the other way round.
  function move(isDown) {
    if (!list.children.length) return false;
    const next = isDown ? "nextSibling" : "previousSibling";
    const end = isDown ? "firstChild" : "lastChild";
    const item = chosen ? chosen[next] : list[end];
    if (list.hidden) expand(true);
    choose(item);
    return true;
  }
}

function made(tag, className, attributes) {
  const element = Object.assign(document.createElement(tag), { className });
  set(element, attributes);
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
