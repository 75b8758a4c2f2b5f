import { useEffect, useState } from "react";

export interface Loaded<Value> {
  value: Value | undefined;
  isLoading: boolean;
  reload: () => void;
  change: (change: (value: Value) => Value) => void;
}

/** What `load` gives, anew whenever `key` changes; an answer that comes after the next key is dropped. */
export function useLoaded<Value>(
  key: string,
  load: () => Promise<Value>,
  onError: (error: unknown) => void,
): Loaded<Value> {
  const [value, setValue] = useState<Value>();
  const [isLoading, setIsLoading] = useState(true);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setValue(undefined);
    setIsLoading(true);
    load()
      .then((loaded) => {
        if (isWanted) setValue(loaded);
      })
      .catch((error: unknown) => {
        if (isWanted) onError(error);
      })
      .finally(() => {
        if (isWanted) setIsLoading(false);
      });
    return () => {
      isWanted = false;
    };
  }, [key, round]);
  return {
    value,
    isLoading,
    reload: () => {
      setRound((count) => count + 1);
    },
    change: (change) => {
      setValue((known) => (known === undefined ? known : change(known)));
    },
  };
}
