import { connect } from '../../rpc.ts';
import '../../shared/page.css';
import { savedView, saveView, webviewPort } from '../../shared/port.ts';
import type { ResponseContract } from '../messages.ts';
import { readSavedView } from '../savedView.ts';
import { ResponseView } from './responseView.ts';

const view = new ResponseView();
view.view = readSavedView(savedView());
view.save = saveView;

const call = connect<ResponseContract>(webviewPort(), state => {
  view.state = state;
});
document.body.append(view);

const { state, strings } = await call('ready', null);
view.context = { strings, locale: document.documentElement.lang, call };
view.state = state;
