/** Things to sell whose names share no word, so that an answer can only be about the one that was asked for. */
const materials = ['amber', 'birch', 'cedar', 'denim', 'ebony', 'flint', 'granite', 'hazel', 'ivory', 'jade'];
const things = ['lamp', 'table', 'chair', 'jacket', 'box', 'knife', 'bowl', 'desk', 'comb', 'ring'];

export type Item = { readonly name: string; readonly priceMinor: number; readonly priceText: string };

export const items: readonly Item[] = materials.map((material, index) => {
  const amount = 11 + index * 7;
  return {
    name: `${material[0]?.toUpperCase()}${material.slice(1)} ${things[index]}`,
    priceMinor: amount * 100,
    priceText: `AED ${amount}`,
  };
});

export const itemAt = (index: number): Item => items[index % items.length] as Item;
