export default {
  layout: "entry.njk",
  kind: "entry",
  eleventyComputed: {
    project: (data) => data.project || data.page.filePathStem.split("/")[2],
    permalink: (data) => `${data.page.filePathStem.replace(/^\/content/, "").replace(/\/index$/, "")}/`,
  },
};
