"""The centre over HTTP: routes, who may come in, problems as answers. The only home of litestar and uvicorn."""
