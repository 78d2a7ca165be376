/** What a benchmark says: each row is ours beside a peer or a floor measured in the same run. */
import { cpus, totalmem } from 'node:os'
import { z } from 'zod'

const rowSchema = z.object({
  what: z.string().min(1),
  unit: z.string().min(1),
  ours: z.number(),
  beside: z.number(),
  besideName: z.string().min(1),
  ratio: z.number(),
  /** In words; empty when the row only informs. */
  goal: z.string(),
  ok: z.boolean(),
})
const rowsSchema = z.array(rowSchema).min(1)

export type BenchRow = z.infer<typeof rowSchema>
export type BenchReport = {
  readonly name: string
  readonly machine: string
  readonly rows: readonly BenchRow[]
  /** What the rows were made from, when a benchmark gives it. */
  readonly details?: unknown
}

/** The machine in one line. */
export function machine(): string {
  const cores = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const model = cores[0]?.model.trim() ?? 'unknown processor'
  return `${cores.length} × ${model}, ${memory} GiB, ${process.platform}, Node ${process.versions.node}`
}

const measuredSchema = z.union([
  rowsSchema.transform((rows) => ({ rows })),
  z.object({ rows: rowsSchema, details: z.unknown() }),
])

/** Checks what a benchmark returned, rows alone or with details; one that measured nothing is a failure. */
export function benchReport(name: string, measured: unknown): BenchReport {
  return { name, machine: machine(), ...measuredSchema.parse(measured) }
}

const figure = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** The report as a table of aligned columns. */
export function benchTable(report: BenchReport): string {
  const head = ['', 'what', 'unit', 'ours', 'beside', 'beside what', 'ratio', 'goal']
  const lines = report.rows.map((row) => [
    row.ok ? '✓' : '✗',
    row.what,
    row.unit,
    figure(row.ours),
    figure(row.beside),
    row.besideName,
    figure(row.ratio),
    row.goal,
  ])
  const widths = head.map((title, n) =>
    Math.max(title.length, ...lines.map((l) => l[n]?.length ?? 0)),
  )
  const print = (cells: string[]) =>
    cells
      .map((c, n) => c.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd()
  return [`${report.name} (${report.machine})`, print(head), ...lines.map(print)].join('\n')
}
