// Small helps for those who have scripts; every page works without.
"use strict";
// errors are read first: the summary takes the focus
document.querySelector(".error-summary[tabindex]")?.focus();
// htmx posts carry the token of the page's forms
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
// one click, one form: a second press of the same button waits
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && Date.now() - form.dataset.sent < 3000) event.preventDefault();
  else form.dataset.sent = Date.now();
});
