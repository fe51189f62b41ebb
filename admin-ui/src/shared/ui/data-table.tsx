import { UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';
import classes from './data-table.module.css';

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'start' | 'end';
  readonly width?: string;
  /** The cell that names the row: the heading of a card, and what opens it by keyboard. */
  readonly isTitle?: boolean;
};

type Props<Row> = {
  /** What the list holds, for screen readers. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly onOpen?: (row: Row) => void;
  /** Of the box that scrolls; only above 100 rows. */
  readonly maxHeight?: string;
};

const virtualAbove = 100;
const rowHeight = 53;

const Cell = <Row,>({ column, row, onOpen }: { column: Column<Row>; row: Row; onOpen?: (row: Row) => void }) =>
  column.isTitle === true && onOpen !== undefined ? (
    <UnstyledButton className={classes['open']} onClick={() => onOpen(row)}>
      {column.cell(row)}
    </UnstyledButton>
  ) : (
    column.cell(row)
  );

const Line = <Row,>({ row, columns, onOpen }: Pick<Props<Row>, 'columns' | 'onOpen'> & { readonly row: Row }) => (
  <tr className={classes['row']} data-opens={onOpen !== undefined || undefined}>
    {columns.map((column) => (
      <td key={column.key} data-align={column.align} className={classes['cell']}>
        <Cell column={column} row={row} {...(onOpen !== undefined && { onOpen })} />
      </td>
    ))}
  </tr>
);

/** The place of rows that are not drawn. */
const Gap = ({ height, span }: { readonly height: number; readonly span: number }) =>
  height <= 0 ? null : (
    <tr aria-hidden>
      <td colSpan={span} style={{ blockSize: height, padding: 0 }} />
    </tr>
  );

const Body = <Row,>({ box, ...props }: Props<Row> & { readonly box: React.RefObject<HTMLDivElement | null> }) => {
  const { rows, rowKey, columns } = props;
  const isLong = rows.length > virtualAbove;
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const start = shown[0]?.start ?? 0;
  const end = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const drawn = isLong ? shown.flatMap(({ index }) => rows.slice(index, index + 1)) : rows;
  return (
    <tbody>
      {isLong && <Gap height={start} span={columns.length} />}
      {drawn.map((row) => (
        <Line key={rowKey(row)} row={row} columns={columns} {...(props.onOpen && { onOpen: props.onOpen })} />
      ))}
      {isLong && <Gap height={end} span={columns.length} />}
    </tbody>
  );
};

const Cards = <Row,>({ label, rows, rowKey, columns, onOpen }: Props<Row>) => (
  <ul className={classes['cards']} aria-label={label}>
    {rows.map((row) => (
      <li key={rowKey(row)} className={classes['card']} data-opens={onOpen !== undefined || undefined}>
        {columns.map((column) =>
          column.isTitle === true ? (
            <div key={column.key} className={classes['cardTitle']}>
              <Cell column={column} row={row} {...(onOpen !== undefined && { onOpen })} />
            </div>
          ) : (
            <div key={column.key} className={classes['cardLine']}>
              <span className={classes['cardLabel']}>{column.header}</span>
              <span className={classes['cardValue']}>{column.cell(row)}</span>
            </div>
          ),
        )}
      </li>
    ))}
  </ul>
);

const Table = <Row,>(props: Props<Row>) => {
  const { label, rows, columns, maxHeight = '70dvh' } = props;
  const t = useText(uiWords);
  const box = useRef<HTMLDivElement>(null);
  const isLong = rows.length > virtualAbove;
  return (
    <div
      ref={box}
      className={classes['box']}
      // A box that scrolls must be reachable by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      style={isLong ? { maxBlockSize: maxHeight } : {}}
    >
      <table className={classes['table']} aria-rowcount={rows.length}>
        <caption className={classes['caption']}>{`${label}: ${t.rows(rows.length)}`}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, align, width }) =>
              header === '' ? (
                <td key={key} className={classes['head']} style={{ inlineSize: width }} />
              ) : (
                <th key={key} scope="col" data-align={align} className={classes['head']} style={{ inlineSize: width }}>
                  {header}
                </th>
              ),
            )}
          </tr>
        </thead>
        <Body {...props} box={box} />
      </table>
    </div>
  );
};

/** A list: a table with a sticky header, only the rows in sight above 100, cards on a small screen. */
export const DataTable = <Row,>(props: Props<Row>) => {
  const isSmall = useMediaQuery('(max-width: 47.99em)', window.innerWidth < 768);
  return isSmall && props.rows.length <= virtualAbove ? <Cards {...props} /> : <Table {...props} />;
};
