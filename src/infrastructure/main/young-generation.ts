import { setFlagsFromString } from 'node:v8';

/** How much V8 enlarges the space of young objects when many of them survive; 2 is its own way, 1 is not at all. */
const growBy = (factor: 1 | 2): void => setFlagsFromString(`--semi-space-growth-factor=${factor}`);

// Loading the program makes much that survives a little while: V8 would take it for traffic, make room for as much at a time, and
// keep that room. Whoever imports this first loads everything after it in a small one.
growBy(1);

/** From here on there is traffic, for which V8 may make as much room as it needs. */
export const letYoungGenerationGrow = (): void => growBy(2);
