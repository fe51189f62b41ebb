import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { CatalogueRow, OrderRow, TurnRow } from '#adapters/store/sql/schema';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { Turn } from '#domain/conversation/turn';
import { OrderRequest } from '#domain/orders/order-request';

/** What is stored whole. The columns beside the body win: they are what statements change. */
export const toTurn = (row: TurnRow): Turn => ({
  ...decodeJson<Turn>(row.body),
  status: row.unapplied_since === null ? 'applied' : 'decided',
});

export const turnColumns = (turn: Turn): Omit<TurnRow, 'tenant_id'> => ({
  id: turn.id,
  conversation_id: turn.conversationId,
  upto_seq: turn.uptoSeq,
  epoch: turn.epoch,
  unapplied_since: turn.status === 'applied' ? null : turn.decidedAt.getTime(),
  body: encodeJson(turn),
});

export const toOrder = (row: OrderRow): OrderRequest =>
  OrderRequest.restore({ ...decodeJson<OrderRequest['state']>(row.body), number: row.number, version: row.version });

export const toService = (row: CatalogueRow): Service => ({ ...decodeJson<Service>(row.body), version: row.version });
export const toFaq = (row: CatalogueRow): Faq => ({ ...decodeJson<Faq>(row.body), version: row.version });
