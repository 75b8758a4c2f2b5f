// @ts-check
// The connect page's only script. Everything works without it, except telling the window that opened or framed the page.

const { body } = document;
/** The one origin that is told; none unless the link allows one. */
const told = body.dataset["origin"] ?? "";
const opener = window.opener ?? (window.parent === window ? null : window.parent);

/** A page of ours in a frame may have opened this window; it passes on what it is told. */
function isOursToo() {
  try {
    return opener?.location.origin === location.origin;
  } catch {
    return false;
  }
}

/** @param {{ type: string, accountId?: string }} message */
function tell(message) {
  const origin = isOursToo() ? location.origin : told;
  if (opener && origin !== "") opener.postMessage(message, origin);
}

if (window.parent !== window && told !== "") {
  window.addEventListener("message", ({ origin, data }) => {
    if (origin !== location.origin || !/^hiregraph\.(linked|cancelled)$/u.test(data?.type)) return;
    window.parent.postMessage({ type: data.type, accountId: data.accountId }, told);
  });
}

const problem = document.getElementById("problem");
if (problem && document.activeElement !== problem) problem.focus();

const done = /** @type {HTMLElement | null} */ (document.querySelector("[data-linked]"));
if (done) {
  // The address may hold what the provider sent along.
  history.replaceState(null, "", location.pathname);
  tell({ type: "hiregraph.linked", accountId: done.dataset["linked"] ?? "" });
  const next = /** @type {HTMLAnchorElement | null} */ (done.querySelector("[data-continue]"));
  const leaving = /** @type {HTMLElement | null} */ (done.querySelector("[data-leaving]"));
  if (opener && told !== "" && leaving) leaving.textContent = "You can close this window.";
  else if (next) setTimeout(() => location.replace(next.href), 4000);
}

for (const element of document.querySelectorAll("[data-cancel]")) {
  const cancel = /** @type {HTMLElement} */ (element);
  cancel.hidden = cancel.tagName === "BUTTON" && !opener;
  cancel.addEventListener("click", (event) => {
    if (!opener || told === "") return;
    event.preventDefault();
    tell({ type: "hiregraph.cancelled" });
  });
}

for (const element of document.querySelectorAll("[data-reveal]")) {
  const button = /** @type {HTMLButtonElement} */ (element);
  const input = /** @type {HTMLInputElement | null} */ (document.getElementById(button.dataset["reveal"] ?? ""));
  button.hidden = false;
  button.addEventListener("click", () => {
    if (!input) return;
    const isShown = input.type === "text";
    input.type = isShown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!isShown));
  });
}

/** @param {HTMLFormElement} form */
function rest(form) {
  delete form.dataset["sent"];
  form.querySelector(".primary")?.removeAttribute("aria-disabled");
  const status = form.querySelector("[data-status]");
  if (status) status.textContent = "";
}

for (const form of document.forms) {
  const busy = form.dataset["busy"];
  if (busy === undefined) continue;
  form.addEventListener("submit", (event) => {
    if (form.dataset["sent"] !== undefined) event.preventDefault();
    form.dataset["sent"] = "";
    form.querySelector(".primary")?.setAttribute("aria-disabled", "true");
    const status = form.querySelector("[data-status]");
    if (status) status.textContent = busy;
  });
}

// A page that comes out of the browser's memory is not busy any more.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.forms) rest(form);
});
