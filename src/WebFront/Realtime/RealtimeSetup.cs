using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using WebFront.Endpoints;
using WebFront.Surfaces;
using WebFront.Surfaces.Marketplace;

namespace WebFront.Realtime;

internal static class RealtimeSetup
{
    public static IServiceCollection AddRealtime(this IServiceCollection services)
    {
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = ChatSocket.MaxFrameBytes)
            .AddJsonProtocol(json =>
            {
                json.PayloadSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
                json.PayloadSerializerOptions.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
                json.PayloadSerializerOptions.Converters.Add(new InstantConverter());
            });
        return services;
    }

    public static void MapRealtime(this WebApplication app)
    {
        ChatSocketEndpoint.Map(app);
        app.MapHub<ChatHub>("/hubs/chat", hub => hub.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents)
            .OnSurface(MarketplaceSurface.Surface)
            .RequiresCaller()
            .AcceptsTokenInQuery();
    }
}
