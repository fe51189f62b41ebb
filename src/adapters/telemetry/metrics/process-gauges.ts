/** How much waits in one lane of this process. */
export type LaneDepth = {
  readonly kind: string;
  readonly waiting: number;
  readonly running: number;
  /** How long the oldest of those that wait has waited. */
  readonly oldestMs: number;
};

/** What is looked at when somebody asks, rather than counted as it happens. */
export type ProcessGauges = {
  isReady(): boolean;
  lanes(): readonly LaneDepth[];
  /** Linked numbers this process holds, by the state of their session. */
  sessions(): ReadonlyMap<string, number>;
  killSwitches(): { readonly platform: boolean; readonly tenants: number };
  circuits(): readonly { readonly connection: string; readonly model: string; readonly isOpen: boolean }[];
};
