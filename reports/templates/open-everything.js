// One button at the head of the page opens all that is folded in it, and folds it again.
"use strict";
(function () {
  const main = document.querySelector("main"), button = document.createElement("button");
  let open = false;

  function name() {
    button.textContent = open ? "Fold everything" : "Open everything";
  }

  button.type = "button";
  button.className = "everything";
  button.addEventListener("click", () => {
    open = !open;
    for (const each of main.querySelectorAll("details")) each.open = open;
    name();
  });
  name();
  main.prepend(button);
})();
