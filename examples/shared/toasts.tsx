import { useCallback, useState } from "react";

interface Toast {
  id: number;
  text: string;
}

/** Short messages that are read out and stay until they are dismissed, so that nobody has to read against a clock. */
export function useToasts() {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const show = useCallback((text: string) => {
    setToasts((shown) => [...shown.slice(-2), { id: (shown.at(-1)?.id ?? 0) + 1, text }]);
  }, []);
  const dismiss = (id: number) => {
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
  };
  const view = (
    <div className="toasts" role="alert">
      {toasts.map(({ id, text }) => (
        <p key={id} className="toast">
          {text}
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => {
              dismiss(id);
            }}
          >
            ×
          </button>
        </p>
      ))}
    </div>
  );
  return { show, view };
}
