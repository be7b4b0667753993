// Keeps this page as new as its site: asks the preview for news, and shows errors over the page.
(() => {
  "use strict";
  const script = new URL(document.currentScript.src);
  let page = script.searchParams.get("page");
  const scrollKey = `buildlog-scroll ${location.pathname}`;
  let seen = script.searchParams.get("seen");
  let source = null;
  let overlay = null;
  // Where the page was before a reload, until all of it is there again.
  let scrollWanted = null;
  // The sheet that is to take the place of another, while it loads.
  const coming = new Map();

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

  async function reload() {
    silence();
    const playing = playingNow();
    if (playing && (await renewAround(playing).catch(() => false))) return listen();
    sessionStorage.setItem(scrollKey, JSON.stringify(scrollWanted ?? [scrollX, scrollY]));
    // The browser would put the page where it was when it began to load, which in a storm of saves is nowhere.
    history.scrollRestoration = "manual";
    location.reload();
  }

  function restoreScroll() {
    const kept = sessionStorage.getItem(scrollKey);
    sessionStorage.removeItem(scrollKey);
    if (!kept) return;
    scrollWanted = JSON.parse(kept);
    const restore = () => scrollWanted && scrollTo({ left: scrollWanted[0], top: scrollWanted[1], behavior: "instant" });
    restore();
    addEventListener("load", () => {
      restore();
      scrollWanted = null;
      history.scrollRestoration = "auto";
    });
    // Whoever scrolls in the meantime knows better.
    for (const kind of ["wheel", "touchmove", "keydown"]) addEventListener(kind, () => (scrollWanted = null), { once: true });
  }

  // What its maker has opened to look at: a demo in its frame, a film, or a recording of a terminal.
  function playingNow() {
    const runs = (cast) => cast.querySelector("button")?.textContent === cast.dataset.stop;
    const inside =
      document.querySelector("main .embed.is-open iframe") ??
      [...document.querySelectorAll("main video")].find((film) => !film.paused) ??
      [...document.querySelectorAll("main [data-cast]")].find(runs);
    return inside && (inside.closest(".embed") ?? inside);
  }

  // A reload would close it, so the page is renewed around it. One that may open other frames or needs another
  // script is another page, and where the demo itself has changed, it has to be opened anew.
  async function renewAround(playing) {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = fresh.querySelector(`script[src*="${script.pathname}"]`);
    const twins = [...fresh.querySelectorAll("main .embed, main video, main [data-cast]")];
    const twin = twins.find((one) => sourceOf(one) === sourceOf(playing));
    if (!answer.ok || !news || !twin || frameOf(fresh) !== frameOf(document)) return false;
    const [path, freshPath] = [pathTo(playing), pathTo(twin)];
    const names = (elements) => elements.map((one) => one.localName).join();
    if (names(path) !== names(freshPath)) return false;
    const top = playing.getBoundingClientRect().top;
    path.forEach((parent, step) => {
      const kept = path[step + 1] ?? playing;
      const children = [...freshPath[step].childNodes];
      const place = children.indexOf(freshPath[step + 1] ?? twin);
      for (const old of [...parent.childNodes]) if (old !== kept) old.remove();
      kept.before(...children.slice(0, place));
      kept.after(...children.slice(place + 1));
    });
    document.title = fresh.title;
    const query = new URL(news.src, location.href).searchParams;
    [page, seen] = [query.get("page"), query.get("seen")];
    scrollBy({ top: playing.getBoundingClientRect().top - top, behavior: "instant" });
    startScripts(playing);
    return true;
  }

  // All of a page but its main part and this script: where that has changed, only a reload shows it.
  function frameOf(from) {
    const policy = from.querySelector('meta[http-equiv="Content-Security-Policy" i]');
    const scripts = [...from.scripts].map((one) => one.getAttribute("src")).filter((src) => !src?.includes(script.pathname));
    const around = [...from.body.children].filter((one) => !["main", "script"].includes(one.localName));
    return JSON.stringify([policy?.content, scripts, around.map((one) => one.outerHTML)]);
  }

  // What a demo is of; its frame, and what says that it is open, are on the screen only.
  function sourceOf(embed) {
    const within = (selector) => (embed.matches(selector) ? embed : embed.querySelector(selector));
    const [link, film, cast] = ["[data-embed-src]", "video", "[data-cast]"].map(within);
    return JSON.stringify([link?.dataset.embedSrc, link?.dataset.embedTitle, film?.getAttribute("src"), cast?.dataset.cast]);
  }

  // The elements around a demo, from the main part of the page inwards.
  function pathTo(embed) {
    const path = [];
    let around = embed;
    do path.unshift((around = around.parentElement));
    while (around.localName !== "main");
    return path;
  }

  // The theme's scripts make the new demos work. The one that was kept works already, and is hidden from them.
  function startScripts(kept) {
    const marks = kept.parentElement.querySelectorAll("[data-cast]");
    const casts = [...marks].filter((cast) => kept.contains(cast)).map((cast) => [cast, cast.dataset.cast]);
    const moving = [...kept.querySelectorAll(".moving-play")];
    for (const [cast] of casts) cast.removeAttribute("data-cast");
    for (const link of moving) link.classList.remove("moving-play");
    const restore = () => {
      for (const [cast, address] of casts) cast.dataset.cast = address;
      for (const link of moving) link.classList.add("moving-play");
    };
    for (const old of [...document.scripts]) {
      const address = old.getAttribute("src");
      if (!address || address.includes(script.pathname)) continue;
      const again = document.createElement("script");
      again.src = address;
      again.addEventListener("load", restore);
      again.addEventListener("error", restore);
      old.replaceWith(again);
    }
  }

  // A style sheet is named after its content: the name without that part tells which is which.
  const plain = (path) => path.replace(/\.[0-9a-f]{10}(\.[^./]+)$/, "$1");

  function sheets() {
    const loading = [...coming.values()];
    return [...document.querySelectorAll('link[rel~="stylesheet"]')].filter((link) => !loading.includes(link));
  }

  function takeSheets(addresses) {
    for (const link of sheets()) {
      const old = new URL(link.href).pathname;
      const next = addresses.find((address) => plain(address) === plain(old));
      if (next) replaceSheet(link, next);
    }
  }

  // The old sheet stays until the new one is there, or the page would stand bare for a moment. One that is still
  // loading when a newer one is named is let go of.
  function replaceSheet(link, address) {
    const next = new URL(address, location.href).href;
    if (next === (coming.get(link) ?? link).href) return;
    coming.get(link)?.remove();
    coming.delete(link);
    if (next === link.href) return;
    const fresh = link.cloneNode();
    const arrived = (isThere) => {
      if (coming.get(link) !== fresh) return;
      coming.delete(link);
      (isThere ? link : fresh).remove();
    };
    fresh.addEventListener("load", () => arrived(true));
    fresh.addEventListener("error", () => arrived(false));
    fresh.href = next;
    coming.set(link, fresh);
    link.after(fresh);
  }

  function takeFiles(addresses) {
    const renewed = (address) => {
      const url = new URL(address, location.href);
      if (url.origin !== location.origin || !addresses.includes(url.pathname)) return null;
      url.searchParams.set("seen", seen);
      return url.href;
    };
    for (const link of sheets()) {
      const next = renewed(link.href);
      if (next) replaceSheet(link, next);
    }
    for (const film of document.querySelectorAll("video[poster]")) film.poster = renewed(film.poster) ?? film.poster;
    for (const still of document.querySelectorAll("source[srcset]")) still.srcset = renewed(still.srcset) ?? still.srcset;
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
