import { FindFunction, ListFunctions, RemoveFunction, SaveFunction } from '#application/functions/functions';
import { PageFunctionCalls, TryFunction } from '#application/functions/try-function';

type Ports = ConstructorParameters<typeof SaveFunction>[0] & ConstructorParameters<typeof TryFunction>[0];

/** Services of a tenant's own that the assistant may ask. */
export const createFunctionUseCases = (ports: Ports) => ({
  listFunctions: new ListFunctions(ports),
  findFunction: new FindFunction(ports),
  saveFunction: new SaveFunction(ports),
  removeFunction: new RemoveFunction(ports),
  tryFunction: new TryFunction(ports),
  pageFunctionCalls: new PageFunctionCalls(ports),
});
