export type AnswerLabelRow = {
  tenant_id: string;
  turn_id: string;
  conversation_id: string;
  body: string;
  at: number;
};
