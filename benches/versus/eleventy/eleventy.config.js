import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";

const byDate = (a, b) => a.date - b.date || (a.url < b.url ? -1 : 1);
const entries = (api) => api.getAll().filter((page) => page.data.kind === "entry").sort(byDate);
const projects = (api) => api.getAll().filter((page) => page.data.kind === "project");

/// What all entries of a project share, found in one pass and not in a search for each page.
function grouped(api) {
  const groups = {};
  for (const entry of entries(api)) {
    const group = (groups[entry.data.project] ??= { entries: [], previous: {}, next: {} });
    const last = group.entries.at(-1);
    if (last) [group.previous[entry.url], group.next[last.url]] = [last, entry];
    group.entries.push(entry);
  }
  return groups;
}

function tagged(api) {
  const tags = new Map();
  for (const entry of entries(api).reverse()) {
    for (const tag of entry.data.tags) (tags.get(tag) ?? tags.set(tag, []).get(tag)).push(entry);
  }
  return [...tags].sort().map(([name, pages]) => ({ name, pages }));
}

/// Ids for the headings, as the other generators give them, and the contents of the page made of them.
function contents(md) {
  md.renderer.rules.heading_open = (tokens, at, options, env, self) => {
    const text = tokens[at + 1].content;
    const id = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    tokens[at].attrSet("id", id);
    return self.renderToken(tokens, at, options);
  };
}

export default function (config) {
  if (!process.env.PLAIN_CODE) config.addPlugin(syntaxHighlight);
  config.addGlobalData("site", { title: "Log", url: "https://example.org/log" });
  config.amendLibrary("md", contents);
  config.addCollection("newest", (api) => entries(api).reverse());
  config.addCollection("projects", projects);
  config.addCollection("groups", grouped);
  config.addCollection("titles", (api) => Object.fromEntries(projects(api).map((page) => [page.data.project, page.data.title])));
  config.addCollection("tagged", tagged);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  config.addFilter("long", (date) => long.format(date));
  config.addFilter("contents", (html) =>
    [...html.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g)].map(([, id, text]) => ({ id, text })));
  return {
    dir: { input: ".", includes: "_includes" },
    markdownTemplateEngine: false,
    templateFormats: ["md", "njk"],
  };
}
