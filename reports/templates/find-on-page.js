// A field to search by: what has every word in its title, its service or its division. A link to what is folded opens it.
"use strict";
(function () {
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const activities = [...document.querySelectorAll("details.activity")].map((details) => {
    const section = details.closest("section"), service = section.querySelector("h2").textContent;
    return { details, section, text: folded(details.querySelector("summary").textContent + " " + service) };
  });
  const sections = new Set(activities.map((each) => each.section));
  const place = document.querySelector(".find");

  const field = document.createElement("input"), label = document.createElement("label"), found = document.createElement("p");
  field.type = "search";
  field.id = "find-words";
  label.htmlFor = field.id;
  label.textContent = "A word of its title, its service or its division";
  found.setAttribute("role", "status");
  if (activities.length) place.append(label, field, found);

  function search() {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const each of activities) {
      each.details.hidden = !words.every((word) => each.text.includes(word));
      left += each.details.hidden ? 0 : 1;
    }
    for (const section of sections) section.hidden = !section.querySelector("details.activity:not([hidden])");
    found.textContent = words.length ? left + " of " + activities.length + " found." : "";
  }

  function open() {
    const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = there && there.closest("details.activity");
    if (details) details.open = true;
  }

  field.addEventListener("input", search);
  window.addEventListener("hashchange", open);
  open();
})();
