import { Component } from 'react'
import type { ReactNode } from 'react'

/** What the boundary shows instead of the part that stopped. */
export interface ErrorBoundaryProps {
  /** `again` draws the part anew. */
  readonly fallback: (again: () => void) => ReactNode
  /** A change of this (the route) draws the part anew as well. */
  readonly resetKey?: string
  readonly children: ReactNode
}

/** Keeps a part that stopped from taking the window with it. A class, because React has no other way. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly stopped: boolean }> {
  override readonly state = { stopped: false }

  static getDerivedStateFromError(): { readonly stopped: boolean } {
    return { stopped: true }
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (this.state.stopped && before.resetKey !== this.props.resetKey) this.setState({ stopped: false })
  }

  override render(): ReactNode {
    return this.state.stopped ? this.props.fallback(() => this.setState({ stopped: false })) : this.props.children
  }
}
