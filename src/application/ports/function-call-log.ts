import type { FunctionCall } from '#domain/functions/function-call';
import type { FunctionId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

/** Which functions were asked, and how it came out. */
export interface FunctionCallLog {
  /** Adds a line and forgets those from before `keptSince`. */
  add(call: FunctionCall, keptSince: Date): Promise<void>;
  /** Newest first. */
  page(functionId: FunctionId, page: PageRequest): Promise<Page<FunctionCall>>;
}
