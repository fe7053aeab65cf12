// What this program uses of the driver. The package's own types are hidden behind its `exports`, and they are full of `any`.
declare module 'better-sqlite3' {
  /** Values that can be bound. Numbers are bound as INTEGER where they are whole. */
  type Bindable = string | number | bigint | Uint8Array | null

  class SqliteError extends Error {
    readonly code: string
    constructor(message: string, code: string)
  }

  interface Statement<Row> {
    run(...values: readonly Bindable[]): { readonly changes: number }
    get(...values: readonly Bindable[]): Row | undefined
    all(...values: readonly Bindable[]): Row[]
    iterate(...values: readonly Bindable[]): IterableIterator<Row>
    /** Gives the first column instead of the row. */
    pluck<Value>(): Statement<Value>
    /** Gives rows as arrays. */
    raw(): Statement<readonly unknown[]>
  }

  class Database {
    static SqliteError: typeof SqliteError
    constructor(path: string, options: { readonly readonly?: boolean; readonly fileMustExist?: boolean; readonly timeout?: number })
    readonly open: boolean
    readonly inTransaction: boolean
    prepare<Row>(sql: string): Statement<Row>
    exec(sql: string): this
    pragma(source: string, options?: { readonly simple?: boolean }): unknown
    /** Sets the key of an encrypted file before it is read. Gives SQLITE_OK (0) or a code. */
    key(key: Uint8Array): number
    close(): this
  }

  namespace Database {
    export type { Statement, SqliteError }
  }

  export = Database
}
