import { decodeHTML } from "entities";

/** Undoes one level of HTML escaping, and only one: what was typed as `&lt;` stays readable as such. */
export function unescapeHtml(text: string): string {
  return decodeHTML(text);
}

/** The words of a piece of HTML: line breaks kept, tags dropped, entities decoded once. */
export function plainText(html: string): string {
  const words = html
    // A tag ends before the next begins: text of tags without an end is else read on from each of them.
    .replace(/<\s*(br|\/p|\/div|\/li|\/h[1-6])\b[^<>]*>/gi, "\n")
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/\n{3,}/g, "\n\n");
  return decodeHTML(words).trim();
}
