// Opens demos in their place, stops moving pictures, plays recordings of a terminal.
// Every page reads without it: a demo is a link, a recording shows its last screen.
(() => {
	const all = (selector) => document.querySelectorAll(selector);
	const act = (link, action) => {
		link.setAttribute("role", "button");
		link.onclick = (event) => {
			// With a key held down, the reader wants the link itself.
			if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
			event.preventDefault();
			action();
		};
		link.onkeydown = (event) => {
			if (event.key !== " ") return;
			event.preventDefault();
			action();
		};
	};

	// Nothing is asked of a provider before this click.
	for (const link of all("a[data-embed-src]")) {
		act(link, () => {
			const data = link.dataset;
			const frame = document.createElement("iframe");
			frame.title = data.embedTitle;
			frame.allow = data.embedAllow;
			frame.loading = "lazy";
			frame.referrerPolicy = "strict-origin-when-cross-origin";
			if (data.embedSandbox) frame.setAttribute("sandbox", data.embedSandbox);
			if (data.embedHeight) frame.height = data.embedHeight;
			frame.src = data.embedSrc;
			link.after(frame);
			link.parentElement.classList.add("is-open");
			frame.focus();
		});
	}

	for (const link of all(".moving-play")) {
		const [source, image] = link.parentElement.querySelectorAll("source, img");
		const pictures = [source.srcset, image.src];
		const words = [link.firstChild.data, link.dataset.stop];
		let plays = matchMedia(source.media).matches ? 1 : 0;
		const turn = () => {
			plays = 1 - plays;
			if (image.src !== pictures[plays]) image.src = pictures[plays];
			link.firstChild.data = words[plays];
		};
		source.remove();
		link.classList.add("is-shown");
		turn();
		act(link, turn);
	}

	// As much of a terminal as a session that prints needs.
	const TOKEN = /\x1b\[([0-9;?]*)[ -/]*([@-~])|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()].|\x1b[^[\]P]|[^]/gu;
	const UNFINISHED = /\x1b(\[[0-9;?]*|[\]P][^\x07\x1b]*)?$/;
	const terminal = (columns, rows) => {
		let [lines, row, column, rest] = [[[]], 0, 0, ""];
		const go = (r, c) => {
			row = Math.max(0, r);
			column = Math.max(0, Math.min(columns - 1, c));
			for (; row >= rows; row--) lines.shift();
			while (lines.length <= row) lines.push([]);
		};
		const control = (given, action) => {
			if (action === "m") return;
			const [a, b] = given.split(";").map(Number);
			const n = a || 1;
			const line = lines[row];
			if (action === "A") go(row - n, column);
			if (action === "B") go(Math.min(rows - 1, row + n), column);
			if (action === "C") go(row, column + n);
			if (action === "D") go(row, column - n);
			if (action === "G") go(row, n - 1);
			if (action === "H") go(Math.min(rows, n) - 1, (b || 1) - 1);
			if (action === "K") lines[row] = a === 1 ? line.fill(" ", 0, column + 1) : line.slice(0, a ? 0 : column);
			if (action === "J") lines = a ? [[]] : [...lines.slice(0, row), line.slice(0, column)];
			if (given === "?1049") lines = [[]];
			go(row, column);
		};
		return (text) => {
			text = rest + text;
			rest = UNFINISHED.exec(text)?.[0] ?? "";
			for (const [sign, given, action] of text.slice(0, text.length - rest.length).matchAll(TOKEN)) {
				if (action) control(given, action);
				else if (sign === "\n") go(row + 1, column);
				else if (sign === "\r") column = 0;
				else if (sign === "\b") go(row, column - 1);
				else if (sign === "\t") go(row, column - (column % 8) + 8);
				else if (sign >= " ") {
					if (column >= columns) go(row + 1, 0);
					while (lines[row].length < column) lines[row].push(" ");
					lines[row][column++] = sign;
				}
			}
			return lines.map((line) => line.join("")).join("\n");
		};
	};

	for (const cast of all("[data-cast]")) {
		const screen = cast.querySelector("pre");
		const last = screen.textContent;
		const button = document.createElement("button");
		let run = 0;
		const stop = () => {
			run = 0;
			screen.textContent = last;
			button.textContent = cast.dataset.play;
		};
		const play = async () => {
			const mine = (run = Date.now());
			button.textContent = cast.dataset.stop;
			screen.style.minHeight = `${screen.offsetHeight}px`;
			const text = await (await fetch(cast.dataset.cast)).text();
			const [head, ...events] = text.match(/^[[{].*[\]}]\s*$/gm).map((line) => JSON.parse(line));
			const size = head.term ?? { cols: head.width, rows: head.height };
			const write = terminal(size.cols, size.rows);
			let before = 0;
			for (const [time, kind, data] of events) {
				const wait = head.version > 2 ? time : time - before;
				before = time;
				await new Promise((done) => setTimeout(done, Math.min(wait, 2) * 1000));
				if (mine !== run) return;
				if (kind === "o") screen.textContent = write(data);
			}
			stop();
		};
		button.className = "button";
		button.onclick = () => (run ? stop() : play().catch(stop));
		stop();
		cast.querySelector(".cast-ways").prepend(button);
	}
})();
