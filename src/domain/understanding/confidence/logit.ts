const edge = 1e-6;

/** Log-odds, finite at both ends. */
export const logit = (probability: number): number => {
  const inside = Math.min(1 - edge, Math.max(edge, probability));
  return Math.log(inside / (1 - inside));
};

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
