// Repeats each typed date or year beside its box in both calendars, before it is saved.
"use strict";

function line(input) {
  let shown = input.parentElement.querySelector(`output[for="${input.id}"]`);
  if (!shown) {
    shown = document.createElement("output");
    shown.className = "portal-echo";
    shown.htmlFor = input.id;
    input.insertAdjacentElement("afterend", shown);
  }
  return shown;
}

async function echo(input) {
  const typed = input.value;
  const query = new URLSearchParams({ value: typed, kind: input.dataset.echo });
  const response = await fetch(`${input.dataset.echoUrl}?${query}`, { headers: { Accept: "application/json" } });
  // An answer that comes after more was typed is about something else.
  if (!response.ok || input.value !== typed) return;
  const answer = await response.json();
  const shown = line(input);
  shown.textContent = answer.text;
  shown.classList.toggle("portal-refused", !answer.read);
  input.setAttribute("aria-invalid", String(!answer.read));
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[data-echo]")) echo(event.target);
});
