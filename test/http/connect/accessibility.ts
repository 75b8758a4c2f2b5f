import type { Page } from "playwright-core";

/**
 * What on a page would stop somebody: no language, title or single heading, fields without a label or with descriptions that are not there, targets too
 * small for a finger, text without contrast, a page wider than the screen.
 */
export async function findFaults(page: Page): Promise<string[]> {
  // In a text, because the compiler that runs tests would leave traces of itself in a function.
  return page.evaluate<string[]>(`(${inPage})()`);
}

const inPage = `() => {
  const faults = [];
  const isVisible = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(isVisible);
  const named = (element) => element.tagName.toLowerCase() + " " + (element.id || element.textContent.trim().slice(0, 30));

  if (document.documentElement.lang !== "en") faults.push("no language");
  if (document.title.trim() === "") faults.push("no title");
  if (all("h1").length !== 1) faults.push("not one h1");
  if (all("main").length !== 1) faults.push("not one main");
  if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the screen");
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push("two elements with the id " + id);
  const levels = all("h1,h2,h3").map(({ tagName }) => Number(tagName[1]));
  levels.forEach((level, index) => { if (index > 0 && level > levels[index - 1] + 1) faults.push("a heading level is left out"); });

  for (const field of all("input, select, textarea")) {
    if (field.labels.length === 0) faults.push("no label: " + named(field));
    for (const id of (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean))
      if (!document.getElementById(id)) faults.push("described by nothing: " + id);
    if (field.getAttribute("aria-invalid") === "true" && !/-error/.test(field.getAttribute("aria-describedby")))
      faults.push("wrong without saying why: " + named(field));
  }
  for (const link of all("a")) {
    if (link.textContent.trim() === "") faults.push("a link without words");
    const target = link.hash.slice(1);
    if (link.pathname === location.pathname && target !== "" && !document.getElementById(target)) faults.push("leads to nothing: " + link.hash);
  }
  for (const alert of all("[role=alert]")) if (document.activeElement !== alert) faults.push("the focus is not on what is wrong");

  for (const target of all("button, a.primary, input:not([type=radio]), summary, .accounts label, .aside a")) {
    const { width, height } = target.getBoundingClientRect();
    if (height < 44 || width < 44) faults.push("too small for a finger: " + named(target) + " " + width + "x" + height);
  }

  const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([red, green, blue]) => {
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const backgroundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = channels(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
  for (const element of all("body *").filter(hasText)) {
    const contrast = ratio(channels(getComputedStyle(element).color), backgroundOf(element));
    if (contrast < 4.5) faults.push("contrast " + contrast.toFixed(1) + ": " + named(element));
  }
  for (const field of all("input:not([type=radio])")) {
    const contrast = ratio(channels(getComputedStyle(field).borderTopColor), backgroundOf(field.parentElement));
    if (contrast < 3) faults.push("border " + contrast.toFixed(1) + ": " + named(field));
  }
  return faults;
}`;
