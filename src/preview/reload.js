// Keeps this page as new as its site: asks the preview for news, and shows errors over the page.
(() => {
  "use strict";
  const script = new URL(document.currentScript.src);
  const page = script.searchParams.get("page");
  const scrollKey = `buildlog-scroll ${location.pathname}`;
  let seen = script.searchParams.get("seen");
  let source = null;
  let overlay = null;

  // A browser opens few connections to one address, so a page that nobody looks at lets go of its own.
  function listen() {
    if (document.hidden || source) return;
    const query = new URLSearchParams({ path: location.pathname, page, seen });
    source = new EventSource(new URL(`events?${query}`, script));
    on("reload", reload);
    on("faults", show);
    on("fine", hide);
    on("sheets", takeSheets);
    on("files", takeFiles);
    source.addEventListener("error", () => {
      // The browser tries again by itself, unless it was refused.
      if (source && source.readyState === EventSource.CLOSED) {
        silence();
        setTimeout(listen, 1000);
      }
    });
  }

  function on(name, react) {
    source.addEventListener(name, (event) => {
      seen = event.lastEventId;
      react(JSON.parse(event.data));
    });
  }

  function silence() {
    if (source) source.close();
    source = null;
  }

  function reload() {
    silence();
    sessionStorage.setItem(scrollKey, JSON.stringify([scrollX, scrollY]));
    location.reload();
  }

  function restoreScroll() {
    const kept = sessionStorage.getItem(scrollKey);
    sessionStorage.removeItem(scrollKey);
    if (kept) scrollTo({ left: JSON.parse(kept)[0], top: JSON.parse(kept)[1], behavior: "instant" });
  }

  // A style sheet is named after its content: the name without that part tells which is which.
  const plain = (path) => path.replace(/\.[0-9a-f]{10}(\.[^./]+)$/, "$1");

  function takeSheets(addresses) {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const old = new URL(link.href).pathname;
      const next = addresses.find((address) => address !== old && plain(address) === plain(old));
      if (next) replaceSheet(link, next);
    }
  }

  // The old sheet stays until the new one is there, or the page would stand bare for a moment.
  function replaceSheet(link, address) {
    const fresh = link.cloneNode();
    fresh.addEventListener("load", () => link.remove());
    fresh.addEventListener("error", () => fresh.remove());
    fresh.href = address;
    link.after(fresh);
  }

  function takeFiles(addresses) {
    const renewed = (address) => {
      const url = new URL(address, location.href);
      if (url.origin !== location.origin || !addresses.includes(url.pathname)) return null;
      url.searchParams.set("seen", seen);
      return url.href;
    };
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const next = renewed(link.href);
      if (next) replaceSheet(link, next);
    }
    for (const element of document.querySelectorAll("img[src], video[src], audio[src], source[src], script[src]")) {
      const next = renewed(element.src);
      if (!next) continue;
      if (element.tagName === "SCRIPT") return reload();
      element.src = next;
      if (element.parentElement.load) element.parentElement.load();
    }
  }

  function element(name, text, ...children) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  }

  function placeOf(place) {
    return place.line ? `${place.file}:${place.line}:${place.column}` : place.file;
  }

  function shown(error) {
    const heading = element("h2", "", element("span", error.message), " ", element("code", error.code));
    const box = element("section", "", heading);
    if (error.place) {
      box.append(element("p", placeOf(error.place)));
      if (error.place.excerpt) {
        const [before, at, after] = error.place.excerpt;
        const number = element("span", `${error.place.line} │ `);
        const line = element("pre", "", number, before, element("mark", at || " "), after);
        const column = [...number.textContent, ...before].length;
        line.append(`\n${" ".repeat(column)}${"^".repeat(Math.max(1, [...at].length))} ${error.label}`);
        box.append(line);
      }
    }
    for (const other of error.related) {
      box.append(element("p", `${other.message}: ${placeOf(other.place)}`));
    }
    for (const hint of error.hints) box.append(element("p", `→ ${hint}`));
    return box;
  }

  function show(faults) {
    hide();
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    overlay = document.createElement("div");
    const shadow = overlay.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [style];
    const count = faults.count === 1 ? "1 error" : `${faults.count} errors`;
    const close = element("button", "Hide");
    close.type = "button";
    close.addEventListener("click", hide);
    const head = element("header", "", element("strong", count), close);
    const box = element("div", "", head, ...faults.errors.map(shown));
    box.setAttribute("role", "alert");
    if (faults.count > faults.errors.length) box.append(element("p", "The rest is in the terminal."));
    shadow.append(box);
    document.documentElement.append(overlay);
  }

  function hide() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  // The page's policy allows no style in it; a sheet that a script adopts is none of the page's.
  const STYLE = `
    :host { all: initial; }
    div { position: fixed; inset: auto 0 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 80vh;
      overflow: auto; padding: 1rem 1.25rem 1.25rem; border-top: 4px solid #c62828; background: #1c1b1a;
      color: #f4f1ec; font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 -8px 32px rgb(0 0 0 / 40%); }
    header { display: flex; justify-content: space-between; align-items: center; }
    header strong { color: #ff8a80; }
    button { padding: .3rem .8rem; border: 1px solid #8a8580; border-radius: 4px; background: none; color: inherit;
      font: inherit; cursor: pointer; }
    button:focus-visible { outline: 2px solid #ffd180; outline-offset: 2px; }
    section { margin-top: 1rem; }
    h2 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
    h2 code { color: #b8b2aa; font: 400 .85em ui-monospace, monospace; }
    p { margin: .25rem 0 0; color: #d8d2ca; overflow-wrap: anywhere; }
    pre { margin: .5rem 0 0; padding: .6rem .8rem; overflow: auto; border-radius: 4px; background: #2a2826;
      color: #f4f1ec; font: 13px/1.5 ui-monospace, monospace; }
    pre span { color: #a29c94; }
    mark { background: #7f1d1d; color: #fff; text-decoration: underline; text-underline-offset: .25em; }
  `;

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? silence() : listen()));
  addEventListener("pagehide", silence);
  addEventListener("pageshow", listen);
  restoreScroll();
  listen();
})();
