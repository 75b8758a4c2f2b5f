/** What to open, and what to do with what comes of it. */
export interface ConnectOptions {
  /** The address that `createLinkToken` gave. */
  url: string;
  /** A window of its own, or a frame in the page; a window unless given. */
  mode?: "popup" | "frame";
  /** The element that holds the frame. */
  container?: HTMLElement;
  /** An account is linked. The id is that of `LinkedAccount`; have your server ask for the account before you rely on it. */
  onLinked: (result: { accountId: string }) => void;
  /** The person cancelled, or the window is gone. */
  onCancelled?: () => void;
  /** Nothing could be opened: pop-ups are blocked, or there is no container. */
  onError?: (error: Error) => void;
}

export interface Connect {
  /** Closes the window or removes the frame. Nothing is called back after that. */
  close: () => void;
}

const pollMs = 400;
/** For messages that a window sent just before it went. */
const graceMs = 300;

/**
 * Opens the page on which somebody links an account. Call it while a click is handled, or browsers block the window. The page's origin alone is listened
 * to; the page tells only the `allowedOrigin` of the link.
 */
export function openConnect(options: ConnectOptions): Connect {
  const { url, mode = "popup", onLinked, onCancelled, onError } = options;
  const { origin } = new URL(url, location.href);
  let end: (() => void) | undefined;

  const fail = (message: string): Connect => {
    onError?.(new Error(message));
    return { close: () => undefined };
  };
  const finish = (then?: () => void): void => {
    if (!end) return;
    end();
    end = undefined;
    then?.();
  };

  const opened = mode === "frame" ? openFrame(url, options.container) : openPopup(url);
  if (!opened)
    return fail(mode === "frame" ? "There is no container for the frame." : "The browser blocked the window.");

  const listen = (event: MessageEvent<unknown>): void => {
    if (event.origin !== origin || event.source !== opened.view()) return;
    const message: unknown = event.data;
    if (typeof message !== "object" || message === null || !("type" in message)) return;
    if (message.type === "hiregraph.cancelled") finish(onCancelled);
    if (message.type !== "hiregraph.linked" || !("accountId" in message)) return;
    const { accountId } = message;
    if (typeof accountId === "string")
      finish(() => {
        onLinked({ accountId });
      });
  };
  addEventListener("message", listen);
  const timer = setInterval(() => {
    if (!opened.isGone()) return;
    clearInterval(timer);
    setTimeout(() => {
      finish(onCancelled);
    }, graceMs);
  }, pollMs);
  end = () => {
    removeEventListener("message", listen);
    clearInterval(timer);
    opened.close();
  };
  return {
    close: () => {
      finish();
    },
  };
}

interface Opened {
  view: () => MessageEventSource | null;
  isGone: () => boolean;
  close: () => void;
}

function openPopup(url: string): Opened | null {
  const [width, height] = [480, 760];
  const left = Math.max(0, screenX + (outerWidth - width) / 2);
  const top = Math.max(0, screenY + (outerHeight - height) / 2);
  const popup = open(url, "_blank", `popup,width=${width},height=${height},left=${left},top=${top}`);
  if (!popup || popup.closed) return null;
  return {
    view: () => popup,
    isGone: () => popup.closed,
    close: () => {
      popup.close();
    },
  };
}

function openFrame(url: string, container: HTMLElement | undefined): Opened | null {
  if (!container) return null;
  const frame = document.createElement("iframe");
  frame.src = url;
  frame.title = "Link your account";
  frame.referrerPolicy = "no-referrer";
  frame.style.cssText = "border:0;width:100%;height:100%;min-height:640px";
  container.append(frame);
  return {
    view: () => frame.contentWindow,
    isGone: () => !frame.isConnected,
    close: () => {
      frame.remove();
    },
  };
}
