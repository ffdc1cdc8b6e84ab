// Puts the chat on another page as a button: <script src=".../static/widget.js" data-lang="nl" defer></script>
"use strict";
(() => {
  const script = document.currentScript;
  const root = new URL(script.src).origin;
  const lang = script.dataset.lang === "en" ? "en" : "nl";
  const words = lang === "en" ? ["Ask a question", "Close"] : ["Stel een vraag", "Sluiten"];
  const button = document.createElement("button");
  const frame = document.createElement("iframe");
  button.type = "button";
  button.textContent = script.dataset.label || words[0];
  button.setAttribute("aria-expanded", "false");
  frame.title = button.textContent;
  frame.hidden = true;
  frame.src = `${root}${lang === "en" ? "/en" : ""}/widget`;
  frame.loading = "lazy";
  Object.assign(button.style, { position: "fixed", right: "1rem", bottom: "1rem", zIndex: 2147483646, padding: ".8rem 1.1rem",
    font: "600 1rem system-ui, sans-serif", color: "#fff", background: "#00584f", border: "0", borderRadius: "2rem", cursor: "pointer" });
  Object.assign(frame.style, { position: "fixed", right: "1rem", bottom: "4.6rem", zIndex: 2147483646, width: "min(26rem, calc(100vw - 2rem))",
    height: "min(38rem, calc(100vh - 6rem))", border: "1px solid #bbb", borderRadius: ".8rem", background: "#fff" });
  button.addEventListener("click", () => {
    frame.hidden = !frame.hidden;
    button.textContent = frame.hidden ? script.dataset.label || words[0] : words[1];
    button.setAttribute("aria-expanded", String(!frame.hidden));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !frame.hidden) button.click();
  });
  document.body.append(frame, button);
})();
