import { css } from 'lit';

/** The line of buttons and boxes over a list. */
export const toolbarStyles = css`
  .toolbar {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    padding: 4px 12px;
  }
  .toolbar .space {
    flex: 1 1 0;
  }
`;
