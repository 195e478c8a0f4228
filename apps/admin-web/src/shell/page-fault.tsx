import { Alert, Button, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';

/** Keeps a fault of one page from taking the others down, such as a part that was replaced by an update meanwhile. */
export class PageFault extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Alert color="red" role="alert" title="This page failed.">
        <Text size="sm" mb="sm">
          Perhaps the server was updated meanwhile: loading the page again brings its present version.
        </Text>
        <Button size="xs" variant="default" onClick={() => window.location.reload()}>
          Load again
        </Button>
      </Alert>
    );
  }
}
