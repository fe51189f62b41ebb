export type FunctionCallRow = {
  tenant_id: string;
  id: string;
  function_id: string;
  body: string;
  created_at: number;
};
