// Reads the pages in the frames of a test's own page and writes what it found
// into the element "found", a line each: FRAME <tab> WHAT <tab> VALUE...  The
// frames run no script themselves.
"use strict";

const lines = [];

function channel(value) {
	value /= 255;
	return value <= 0.04045 ? value / 12.92
		: ((value + 0.055) / 1.055) ** 2.4;
}

function luminance(color) {
	const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(channel);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// WCAG 2.2, 1.4.3
function contrast(one, other) {
	const [dark, light] = [luminance(one), luminance(other)]
		.sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function texts(page) {
	const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
	const found = [];
	while (walker.nextNode())
		if (walker.currentNode.data.trim() &&
		    walker.currentNode.parentElement.localName !== "title")
			found.push(walker.currentNode.parentElement);
	return found;
}

// A digit in a part of a bar stands on that part, all else on the paper.
function worstContrast(view, page) {
	const paper = view.getComputedStyle(page.body).backgroundColor;
	let worst = 21;
	for (const element of texts(page)) {
		const style = view.getComputedStyle(element);
		const drawn = element.namespaceURI.endsWith("svg");
		const part = /\bon-/.test(element.getAttribute("class"))
			? element.previousElementSibling : null;
		worst = Math.min(worst, contrast(
			drawn ? style.fill : style.color,
			part ? view.getComputedStyle(part).fill : paper));
	}
	return worst;
}

// What sticks out of the page and is not to be scrolled.
function overflowing(view, page) {
	const width = page.documentElement.clientWidth;
	return [...page.body.querySelectorAll("*")].filter(element => {
		const box = element.getBoundingClientRect();
		const scroll = element.closest(".scroll");
		return (!scroll || scroll === element) &&
			box.width > 0 && (box.left < -0.5 || box.right > width + 0.5);
	}).map(element => element.outerHTML.slice(0, 80));
}

function outside(page) {
	return [...page.querySelectorAll("*")].flatMap(element =>
		[...element.attributes].filter(({ name, value }) =>
			/^on/.test(name) || name === "style" ||
			(/^(src|srcset|href|data|action|poster|xlink:href)$/
				.test(name) && !/^(#[a-z]+|data:,)$/.test(value)))
			.map(({ name, value }) => name + "=" + value));
}

function unnamed(page) {
	return [...page.querySelectorAll("[role=img], section, nav, .scroll")]
		.filter(element => {
			const id = element.getAttribute("aria-labelledby");
			const named = id ? page.getElementById(id)?.textContent
				: element.getAttribute("aria-label");
			return !named?.trim();
		}).map(element => element.outerHTML.slice(0, 80));
}

function skippedHeadings(page) {
	let before = 0;
	return [...page.querySelectorAll("h1, h2, h3, h4")].filter(heading => {
		const level = Number(heading.localName[1]);
		const skips = level > before + 1;
		before = level;
		return skips;
	}).map(heading => heading.textContent);
}

function read(name, view, page) {
	const say = (what, ...values) => lines.push([name, what, ...values]
		.map(value => String(value).replace(/\s+/g, " ")).join("\t"));
	const count = selector => page.querySelectorAll(selector).length;

	page.querySelectorAll("details").forEach(it => { it.open = true; });
	say("width", page.documentElement.clientWidth);
	say("dark", luminance(
		view.getComputedStyle(page.body).backgroundColor) < 0.1);
	say("overflow", page.scrollingElement.scrollWidth -
		page.documentElement.clientWidth, ...overflowing(view, page));
	say("contrast", worstContrast(view, page) >= 4.5);
	say("mark", contrast(
		view.getComputedStyle(page.querySelector("a, summary, h1")).color,
		view.getComputedStyle(page.body).backgroundColor) >= 3);
	say("lang", page.documentElement.lang);
	say("title", page.title);
	say("landmarks", ...["body > header", "body > nav", "body > main",
		"body > footer", "h1", "script, iframe, object, embed, form, base"]
		.map(count));
	say("outside", ...outside(page));
	say("fetched", view.performance.getEntriesByType("resource").length);
	say("unnamed", ...unnamed(page));
	say("skipped", ...skippedHeadings(page));
	say("summary", page.querySelector(".summary")?.textContent);
	say("facts", ...[...page.querySelectorAll(".facts dd")]
		.map(it => it.textContent));
	for (const section of page.querySelectorAll("section")) {
		say("section", section.id, section.querySelector(".empty")
			? "empty" : section.querySelector("[role=img]")
				? "drawn" : "listed",
			section.querySelectorAll("table, dl").length);
		const list = [...section.querySelectorAll("dd")];
		if (list.length)
			say("row", section.id, ...list.map(it => it.textContent));
		for (const row of section.querySelectorAll("tbody tr"))
			say("row", section.id, ...[...row.cells]
				.map(it => it.textContent));
	}
}

addEventListener("load", () => {
	for (const frame of document.querySelectorAll("iframe"))
		read(frame.name, frame.contentWindow, frame.contentDocument);
	document.getElementById("found").textContent = lines.join("\n") + "\n";
});
