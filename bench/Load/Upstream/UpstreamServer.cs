using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Load.Upstream;

/// <summary>
/// An OpenAI-compatible server that thinks nothing: it answers with prepared events, at once or paced. It speaks just the HTTP that
/// is needed, on bare connections, because its work shares the machine with what is measured.
/// </summary>
internal static class UpstreamServer
{
    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseConnectionHandler<UpstreamConnection>()));
        await using var app = builder.Build();
        await app.RunAsync();
        return 0;
    }
}
