/** What a person has done and may still take back: it is sent when its time is over, and never lost. */
export type HeldAct = {
  /** Sends it now; once. */
  readonly send: () => Promise<void>;
  /** Takes it back. `false`: it is sent already. */
  readonly undo: () => boolean;
};

const waiting = new Set<HeldAct>();

type Hold = {
  readonly holdMs: number;
  readonly commit: () => Promise<unknown>;
  /** Once, whichever way it ends, before it is sent. */
  readonly onOver: () => void;
};

export const holdAct = ({ holdMs, commit, onOver }: Hold): HeldAct => {
  const isOpen = (): boolean => {
    if (!waiting.delete(act)) return false;
    clearTimeout(timer);
    onOver();
    return true;
  };
  const act: HeldAct = {
    send: async () => {
      if (isOpen()) await commit();
    },
    undo: isOpen,
  };
  const timer = setTimeout(() => void act.send(), holdMs);
  waiting.add(act);
  return act;
};

/** Sends all of it: the person goes on to something else. */
export const sendHeldActs = async (): Promise<void> => {
  await Promise.all([...waiting].map((act) => act.send()));
};

/** A page nobody looks at may end at any moment without another word. */
export const sendWhenLeft = (page: Window): void => {
  const send = (): void => void sendHeldActs();
  page.addEventListener('pagehide', send);
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.visibilityState === 'hidden') send();
  });
};
