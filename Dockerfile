# One process, its data on a volume: docker build -t grains .
# A cluster, front ends and silos in one image: docker build -t grains-cluster --build-arg ENGINE=Orleans .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG ENGINE=Embedded
ARG ORLEANS_REDIS=true
WORKDIR /source
COPY . .
RUN dotnet publish src/WebFront/WebFront.csproj -c Release -o /app -p:Engine=$ENGINE -p:OrleansRedis=$ORLEANS_REDIS \
 && dotnet publish src/Silo/Silo.csproj -c Release -o /app/silo -p:Engine=$ENGINE -p:OrleansRedis=$ORLEANS_REDIS

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The image's own unprivileged user; a new volume takes the folder's owner from here.
RUN mkdir /data && chown $APP_UID:$APP_UID /data && chmod 700 /data
ENV ASPNETCORE_URLS=http://+:8080 GRAINS_DATA=/data DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "WebFront.dll"]
