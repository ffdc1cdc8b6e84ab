// Makes the forms live. Without it every page works all the same.
"use strict";
(() => {
  const transcript = document.getElementById("transcript");
  const status = document.getElementById("status");
  const asked = () => [...document.querySelectorAll(".turn")].map((turn) => turn.dataset.asked);

  function show(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html; // written by our own server, every word of it escaped
    const turns = [...holder.content.querySelectorAll(".turn")];
    const last = turns.at(-1);
    if (!last) return;
    document.querySelectorAll(".intro, .examples, main > h1:not(.hidden):not(.small)").forEach((part) => part.remove());
    transcript.append(...turns);
    status.classList.add("hidden"); // what is announced stands in the answer too; only a fault is shown here
    status.textContent = last.dataset.announced;
    document.title = last.querySelector(".asked").textContent.trim();
    refresh();
    last.scrollIntoView({ block: "start" });
  }

  function showFault(text) {
    status.textContent = text;
    status.classList.remove("hidden");
  }

  function refresh() {
    document.querySelectorAll(".copy[hidden]").forEach((button) => {
      button.hidden = !navigator.clipboard;
    });
    const before = asked();
    document.querySelectorAll("form[data-chat]").forEach((form) => {
      form.querySelectorAll("input[name=before]").forEach((field) => field.remove());
      for (const text of before) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: "before", value: text });
        form.append(field);
      }
    });
    if (transcript && before.length) {
      document.querySelector(".ask").classList.add("going");
      document.querySelectorAll(".restart").forEach((part) => part.removeAttribute("hidden"));
      try {
        sessionStorage.setItem(location.pathname, JSON.stringify(before));
      } catch { /* a browser that keeps nothing */ }
    }
  }

  async function ask(place, body, headers) {
    document.body.classList.add("busy");
    status.textContent = document.body.dataset.busy;
    try {
      const response = await fetch(place, { method: "POST", body, headers });
      const html = await response.text();
      if (response.ok) show(html);
      else showFault(new DOMParser().parseFromString(html, "text/html").querySelector("main p").textContent);
      return response.ok;
    } catch {
      showFault(document.body.dataset.offline);
      return false;
    } finally {
      document.body.classList.remove("busy");
    }
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!transcript || !form.matches("form[data-chat]")) return;
    event.preventDefault();
    if (document.body.classList.contains("busy")) return;
    const done = await ask(form.action, new URLSearchParams(new FormData(form)), { "X-Part": "turn" });
    const field = document.getElementById("q");
    if (done && form.contains(field)) field.value = "";
    if (done) field.focus({ preventScroll: true });
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    if (status) status.textContent = document.body.dataset.copied;
    button.textContent = document.body.dataset.copied;
  });

  document.addEventListener("input", (event) => {
    const list = document.getElementById(event.target.dataset?.filter);
    if (!list) return;
    const word = event.target.value.toLowerCase();
    for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(word);
  });

  // A presenter's remote, and the keys of a keyboard, turn the pages of a quiz on a big screen.
  const turns = { PageDown: "next", ArrowRight: "next", " ": "next", PageUp: "back", ArrowLeft: "back" };
  document.addEventListener("keydown", (event) => {
    const step = document.querySelector(`.step[data-key="${turns[event.key]}"]`);
    if (!step || event.target.closest("a, button, input, select")) return;
    event.preventDefault();
    location.assign(step.href);
  });

  // A conversation outlives a reload: its questions are in this tab, and are asked again. Fetched, not sent as a form:
  // a page that came from a form makes the browser ask at the next reload whether to send it again.
  function restore() {
    if (!transcript || performance.getEntriesByType("navigation")[0]?.type === "navigate") return;
    const there = asked(), kept = JSON.parse(sessionStorage.getItem(location.pathname) || "[]");
    if (kept.length <= there.length || there.some((text, place) => text !== kept[place])) return;
    transcript.replaceChildren();
    ask(location.pathname, new URLSearchParams(kept.map((text, place) => [place < kept.length - 1 ? "before" : "q", text])));
  }
  document.querySelectorAll(".restart a, header .name").forEach((link) =>
    link.addEventListener("click", () => sessionStorage.removeItem(location.pathname)));
  restore();
  if (transcript) refresh();
})();
