export type UnderstandingRow = { tenant_id: string; material_key: string; learnt: string; trained_at: number };
