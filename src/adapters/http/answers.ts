type Headers = Readonly<Record<string, string>>;

/** A JSON answer. Its status and body are held against what the route declares, by the compiler. */
export const json = <Status extends number, const Body>(status: Status, body: Body, headers: Headers = {}) => ({
  status,
  body,
  headers,
});

export const noContent = (headers: Headers = {}) => ({ status: 204, headers }) as const;

/** Text of the type the route declares. */
export const plain = (content: string) => ({ status: 200, content }) as const;

/** A file of ours as it lies on the disk. */
export const fileAnswer = (file: string, headers: Headers = {}) => ({ status: 200, file, headers }) as const;
