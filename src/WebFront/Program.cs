using Silo;
using WebFront.Hosting;

return await SiloProcess.RunAsync(() => WebFrontHost.Build(args));
