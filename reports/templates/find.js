// The search: what has every word as a part of its id, title, service or place. find-data.js has what there is to find.
"use strict";
(function () {
  const SHOWN = 50;
  const field = (name) => document.getElementById("find-" + name);
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const fields = ["words", "service", "kind", "year", "when"].map(field);
  const [words, service, kind, year, when] = fields;
  const activities = HEARD_ACTIVITIES.map(([id, title, whose, places, what, opened, closed, withdrawn, page]) => ({
    title, whose, what, opened, closed, withdrawn, page, text: folded([id, title, whose, places].join(" ")),
  }));

  // The reader's own day, for the page has grown older since it was made.
  function today() {
    const now = new Date();
    return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  }

  function standing(each, on) {
    if (each.withdrawn) return "withdrawn";
    if (each.opened > on) return "to come";
    if (!each.closed) return "without a last day";
    return each.closed < on ? "closed" : "open";
  }

  function inWords(day) {
    const [y, m, d] = day.split("-").map(Number);
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
      .format(Date.UTC(y, m - 1, d));
  }

  function line(each) {
    const item = document.createElement("li"), link = document.createElement("a"), about = document.createElement("span");
    link.href = "activities/" + each.page + ".html";
    link.textContent = each.title;
    const days = each.closed ? inWords(each.opened) + " to " + inWords(each.closed) : "from " + inWords(each.opened);
    about.textContent = [each.what, each.whose, days, each.withdrawn ? "withdrawn" : ""].filter(Boolean).join(" · ");
    item.append(link, about);
    return item;
  }

  function find() {
    const wanted = folded(words.value).split(/\s+/).filter(Boolean), on = today();
    const asked = wanted.length || [service, kind, year, when].some((choice) => choice.value);
    const found = !asked ? [] : activities.filter((each) =>
      wanted.every((word) => each.text.includes(word)) &&
      (!service.value || each.whose === service.value) && (!kind.value || each.what === kind.value) &&
      (!year.value || each.opened.startsWith(year.value)) && (!when.value || standing(each, on) === when.value));
    const first = found.slice(0, SHOWN);
    document.getElementById("results").replaceChildren(...first.map(line));
    const many = found.length === 1 ? "1 activity" : (found.length || "No").toLocaleString("en-GB") + " activities";
    document.getElementById("found").textContent = !asked ? "" :
      many + (found.length > SHOWN ? " found; the latest " + SHOWN + " are shown." : " found.");
  }

  function remember() {
    const asked = new URLSearchParams();
    if (words.value) asked.set("q", words.value);
    try {
      history.replaceState(null, "", asked.size ? "?" + asked : location.pathname);
    } catch { /* some browsers do not let a page on a disk change its address */ }
  }

  function offer(choice, values) {
    choice.append(...values.map((value) => new Option(value, value)));
  }

  const each = (name) => [...new Set(activities.map((one) => one[name]))].filter(Boolean).sort((a, b) => a.localeCompare(b));
  offer(service, each("whose"));
  offer(kind, each("what"));
  offer(year, [...new Set(activities.map((one) => one.opened.slice(0, 4)))].sort().reverse());
  words.value = new URLSearchParams(location.search).get("q") || "";
  fields.forEach((one) => one.addEventListener("input", () => { find(); remember(); }));
  document.getElementById("find").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("find").hidden = false;
  find();
})();
