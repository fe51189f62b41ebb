export const dateOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
export const msOrNull = (date: Date | null): number | null => (date === null ? null : date.getTime());
