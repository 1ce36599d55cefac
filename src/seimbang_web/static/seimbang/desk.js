// What is loaded into the panel gets the focus; without this file pages open whole.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "panel") return;
  const heading = event.detail.target.querySelector("h1");
  if (heading) heading.focus();
  event.detail.target.scrollIntoView({ block: "nearest" });
});
