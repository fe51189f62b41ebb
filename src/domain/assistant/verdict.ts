/** What the guard says about one thing it checked. A veto stops the answer whatever the confidence. */
export type Verdict = { readonly check: string; readonly outcome: 'pass' | 'veto'; readonly detail: string };
