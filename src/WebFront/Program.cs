using WebFront.Hosting;

await WebFrontHost.Build(args).RunAsync();
