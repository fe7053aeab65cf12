import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { DefaultValues, FieldValues, Resolver, UseFormReturn } from 'react-hook-form'
import type { ZodType } from 'zod'

/** What was typed and not yet confirmed, by the key of its form. In this window only, gone with the record. */
const typed = new Map<string, FieldValues>()

/** Forgets everything that was typed: the record was closed. */
export function forgetTyped(): void {
  typed.clear()
}

/** A form whose entries stay when it is left. */
export interface KeptForm<Values extends FieldValues> {
  readonly form: UseFormReturn<Values>
  /** The entries shown are from an earlier visit and not confirmed. */
  readonly returned: boolean
  /** Back to what is confirmed. */
  discard(): void
  /** The entries were confirmed. */
  confirmed(values?: Values): void
}

/**
 * A form that is read by a schema and keeps what was typed until it is confirmed or discarded: nothing is lost by leaving.
 * @param key what is edited, e.g. `asset x`. @param confirmed what the record holds.
 */
export function useKeptForm<Values extends FieldValues>(key: string, schema: ZodType<unknown, Values>, confirmedValues: Values): KeptForm<Values> {
  const [kept] = useState(() => typed.get(key) as Values | undefined)
  const [returned, setReturned] = useState(kept !== undefined)
  const form = useForm<Values>({
    resolver: zodResolver(schema as never) as unknown as Resolver<Values>,
    defaultValues: confirmedValues as DefaultValues<Values>,
  })
  const { reset, watch } = form
  useEffect(() => {
    if (kept !== undefined) reset(kept, { keepDefaultValues: true })
    const following = watch((values) => typed.set(key, values as Values))
    return () => following.unsubscribe()
  }, [key, kept, reset, watch])
  return {
    form,
    returned,
    discard: () => {
      reset(confirmedValues)
      typed.delete(key)
      setReturned(false)
    },
    confirmed: (values) => {
      if (values !== undefined) reset(values)
      typed.delete(key)
      setReturned(false)
    },
  }
}
