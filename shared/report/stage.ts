import { z } from 'zod'

/**
 * Stages of reporting a significant incident, in the order of NIS2 Art 23(4): (a) early warning, (b) notification,
 * (c) intermediate report on request, (e) progress report where the incident still goes on, (d) final report.
 */
export const stages = ['early-warning', 'notification', 'intermediate', 'progress', 'final'] as const

/** One reporting stage. */
export type Stage = (typeof stages)[number]

/** A stage as it crosses the contract. */
export const stageSchema = z.enum(stages)

/** Narrows text from the record to a stage. */
export function isStage(text: string): text is Stage {
  return (stages as readonly string[]).includes(text)
}

/**
 * Whether "not known" must say what is being done to find out. The early warning is sent minutes after the fact and never asks;
 * everything from the 72 h notification on does.
 */
export function asksWhatIsDoneToFindOut(stage: Stage): boolean {
  return stage !== 'early-warning'
}
