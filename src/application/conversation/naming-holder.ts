import type { TenantStore } from '#application/ports/tenant-store';
import { AlreadyWithAnotherHuman } from '#domain/conversation/conversation';
import { UserId } from '#domain/shared/ids';

/** Adds the colleague's name to the refusal, so that the screen can say whom to ask. @throws {AlreadyWithAnotherHuman} */
export const namingHolder = async <T>({ team }: TenantStore, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const holder = error instanceof AlreadyWithAnotherHuman ? error.details['holder'] : null;
    if (!(error instanceof AlreadyWithAnotherHuman) || typeof holder !== 'string') throw error;
    const member = await team.findMember(UserId(holder));
    throw new AlreadyWithAnotherHuman(error.message, { holder, holderName: member?.name ?? null }, error);
  }
};
