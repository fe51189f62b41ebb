export type FunctionCallRow = {
  tenant_id: string;
  id: string;
  function_id: string;
  /** `null`: an admin tried it. */
  conversation_id: string | null;
  body: string;
  created_at: number;
};
