import { z } from 'zod'

/** One point of a review. `field` is a field of the form, or a fact of the record such as `entity.country`. */
export const reviewItemSchema = z.strictObject({
  field: z.string(),
  /** What is wrong; the sentence is `review.<code>` in the `report` texts. */
  code: z.string(),
  /** The article that asks for it, where a law does. */
  article: z.string().nullable(),
})
export type ReviewItem = z.output<typeof reviewItemSchema>
