//! `goenvmgr doctor`: each fault is provoked for real, the go command is seen to fail, the cure that
//! was printed is typed, and both go and doctor are content.

mod answers;
mod around;
mod bundle;
mod damaged;
mod empty;
mod explained;
mod faces;
mod fix;
mod followed;
mod formats;
mod hangs;
mod here;
mod hostile;
mod image;
mod local;
mod names;
mod network;
mod provoked;
mod proxies;
mod pure;
mod refused;
mod remote;
mod schema;
mod session;
mod six;
mod sumdb;
mod system;
mod typed;
